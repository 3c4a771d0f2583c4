from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Wires the house when Django has loaded all rooms."""

    name = "fangxian.flows"
    label = "flows"
    verbose_name = "联动"

    def ready(self) -> None:
        from fangxian.flows import terms, wiring  # noqa: PLC0415 rooms are loaded only now
        from fangxian.ground.people import reactions as people  # noqa: PLC0415
        from fangxian.ground.policy import reactions as policy  # noqa: PLC0415
        from fangxian.kernel import outbox  # noqa: PLC0415
        from fangxian.lines.screening import reactions as screening  # noqa: PLC0415
        from fangxian.lines.zones import reactions as zones  # noqa: PLC0415

        outbox.wire(soon=wiring.SOON, at_once=wiring.AT_ONCE)
        for kind, source in wiring.SUBJECTS.items():
            screening.supply(kind, source)
        people.set_restrictions_source(wiring.RESTRICTIONS)
        zones.know_hiding(wiring.HIDING)
        policy.declare_terms(terms.TERMS)
