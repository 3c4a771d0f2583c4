from django.apps import AppConfig


class DevicesConfig(AppConfig):
    name = "fangxian.ground.devices"
    label = "devices"
    verbose_name = "终端"
    default_auto_field = "django.db.models.BigAutoField"
