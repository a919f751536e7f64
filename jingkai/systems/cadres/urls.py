from django.urls import path

from . import rewards, views

app_name = "cadres"
urlpatterns = [
    path("", views.people, name="people"),
    path("mine", views.mine, name="mine"),
    path("people/<int:key>", views.record, name="record"),
    path("people/<int:key>.docx", views.printed, name="printed"),
    path("rewards", rewards.rewards, name="rewards"),
    path("rewards/<int:key>", rewards.reward, name="reward"),
]
