from django.urls import path, re_path

from . import views
from .importing import views as importing
from .indicators.views import definition, indicators
from .ladder.views import ladder
from .publication.views import publication
from .recording.views import record
from .signs.views import sign, signs
from .targets.views import targets

app_name = "economy"
# What a figure is called may have a slash in it.
urlpatterns = [
    path("month", views.month, name="month"),
    path("figures/<int:holder>/<path:indicator>", views.figure, name="figure"),
    path("indicators", indicators, name="indicators"),
    path("definitions/<path:code>", definition, name="definition"),
    path("indicators/<path:code>", views.indicator, name="indicator"),
    path("facts/<int:key>", views.fact, name="fact"),
    path("targets/<int:key>", views.target, name="target"),
    path("targets", targets, name="targets"),
    path("signs", signs, name="signs"),
    path("signs/<int:key>", sign, name="sign"),
    path("ladder", ladder, name="ladder"),
    path("events/<int:key>", views.event, name="event"),
    path("publication", publication, name="publication"),
    path("record", record, name="record"),
    path("import", importing.choose, name="import"),
    path("imports", importing.imports, name="imports"),
    re_path(r"^import/(?P<sha256>[0-9a-f]{64})$", importing.look_at, name="import-look"),
    path("batches/<int:key>", importing.batch, name="batch"),
]
