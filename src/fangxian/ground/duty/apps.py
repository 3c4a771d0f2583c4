from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "fangxian.ground.duty"
    label = "duty"
    verbose_name = "值守与包保"
    default_auto_field = "django.db.models.BigAutoField"
