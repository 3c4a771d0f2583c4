from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Wires the house when Django has loaded all rooms."""

    name = "fangxian.flows"
    label = "flows"
    verbose_name = "联动"

    def ready(self) -> None:
        from fangxian.flows import wiring  # noqa: PLC0415 rooms are loaded only now
        from fangxian.kernel import outbox  # noqa: PLC0415

        outbox.wire(soon=wiring.SOON, at_once=wiring.AT_ONCE)
