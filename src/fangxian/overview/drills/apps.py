from django.apps import AppConfig


class DrillsConfig(AppConfig):
    name = "fangxian.overview.drills"
    label = "drills"
    verbose_name = "演练"
    default_auto_field = "django.db.models.BigAutoField"
