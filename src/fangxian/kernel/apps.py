from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "fangxian.kernel"
    label = "kernel"
    verbose_name = "内核"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fangxian.kernel import restoring  # noqa: F401, PLC0415 the audit knows its words
