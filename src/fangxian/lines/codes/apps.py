from django.apps import AppConfig


class CodesConfig(AppConfig):
    name = "fangxian.lines.codes"
    label = "codes"
    verbose_name = "健康码"
    default_auto_field = "django.db.models.BigAutoField"
