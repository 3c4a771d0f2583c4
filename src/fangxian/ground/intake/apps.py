from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "fangxian.ground.intake"
    label = "intake"
    verbose_name = "收表"
    default_auto_field = "django.db.models.BigAutoField"
