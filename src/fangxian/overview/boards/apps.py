from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "fangxian.overview.boards"
    label = "boards"
    verbose_name = "态势"
    default_auto_field = "django.db.models.BigAutoField"
