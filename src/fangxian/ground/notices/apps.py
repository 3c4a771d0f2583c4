from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "fangxian.ground.notices"
    label = "notices"
    verbose_name = "告知"
    default_auto_field = "django.db.models.BigAutoField"
