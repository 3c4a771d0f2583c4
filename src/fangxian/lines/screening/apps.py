from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "fangxian.lines.screening"
    label = "screening"
    verbose_name = "研判"
    default_auto_field = "django.db.models.BigAutoField"
