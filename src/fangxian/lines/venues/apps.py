from django.apps import AppConfig


class VenuesConfig(AppConfig):
    name = "fangxian.lines.venues"
    label = "venues"
    verbose_name = "场所"
    default_auto_field = "django.db.models.BigAutoField"
