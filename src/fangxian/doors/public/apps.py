from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "fangxian.doors.public"
    label = "public"
    verbose_name = "群众"
    default_auto_field = "django.db.models.BigAutoField"
