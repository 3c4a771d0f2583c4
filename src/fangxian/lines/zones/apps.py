from django.apps import AppConfig


class ZonesConfig(AppConfig):
    name = "fangxian.lines.zones"
    label = "zones"
    verbose_name = "风险区"
    default_auto_field = "django.db.models.BigAutoField"
