from django.apps import AppConfig


class CommandConfig(AppConfig):
    name = "fangxian.doors.command"
    label = "command"
    verbose_name = "指挥部"
    default_auto_field = "django.db.models.BigAutoField"
