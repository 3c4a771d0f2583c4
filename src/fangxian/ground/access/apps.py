from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "fangxian.ground.access"
    label = "access"
    verbose_name = "账号与权限"
    default_auto_field = "django.db.models.BigAutoField"
