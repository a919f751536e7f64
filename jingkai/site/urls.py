"""Every address: the shell's and each system's."""

from django.urls import include, path

urlpatterns = [
    path("", include("jingkai.web.urls")),
    path("", include("jingkai.web.signin.urls")),
    path("api/v1/", include("jingkai.web.api.urls")),
    path("assessment/", include("jingkai.systems.assessment.urls")),
    path("cadres/", include("jingkai.systems.cadres.urls")),
    path("economy/", include("jingkai.systems.economy.urls")),
    path("scheduling/", include("jingkai.systems.scheduling.urls")),
    path("supervision/", include("jingkai.systems.supervision.urls")),
]
handler404 = "jingkai.web.refusing.not_found"
handler403 = "jingkai.web.refusing.not_allowed"
handler429 = "jingkai.web.signin.views.too_many"
