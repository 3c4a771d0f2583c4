from django.apps import AppConfig


class ArrivalsConfig(AppConfig):
    name = "fangxian.lines.arrivals"
    label = "arrivals"
    verbose_name = "来返"
    default_auto_field = "django.db.models.BigAutoField"
