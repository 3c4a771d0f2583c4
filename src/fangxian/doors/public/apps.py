from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "fangxian.doors.public"
    label = "public"
    verbose_name = "群众"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fangxian.doors.public.retention import RETENTION  # noqa: PLC0415 models are loaded now
        from fangxian.flows import retention  # noqa: PLC0415 likewise

        retention.take_in(RETENTION)
