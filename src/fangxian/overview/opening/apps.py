from django.apps import AppConfig


class OpeningConfig(AppConfig):
    name = "fangxian.overview.opening"
    label = "opening"
    verbose_name = "开局"
    default_auto_field = "django.db.models.BigAutoField"
