from django.apps import AppConfig


class CheckpointsConfig(AppConfig):
    name = "fangxian.lines.checkpoints"
    label = "checkpoints"
    verbose_name = "卡口"
    default_auto_field = "django.db.models.BigAutoField"
