from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "fangxian.ground.tasks"
    label = "tasks"
    verbose_name = "指令"
    default_auto_field = "django.db.models.BigAutoField"
