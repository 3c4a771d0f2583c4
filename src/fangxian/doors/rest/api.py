"""The whole interface: its parts, who may knock, and how it says no."""

from __future__ import annotations

from fangxian.doors.rest import (
    arrivals,
    declarations,
    entrance,
    people,
    places,
    policy,
    problems,
    replays,
    tasks,
    zones,
)
from fangxian.doors.rest.signs import Bearer, Session

api = problems.Interface(
    title="防线 Fangxian",
    version="1",
    description=(
        "The command loop of a county: declare, screen, instruct, act, close. Every refusal is "
        "`{code, sentence: {zh, en}, way_out: {zh, en}}`."
    ),
    auth=[Bearer(), Session()],
    urls_namespace="rest",
    docs_url=None,  # the page would load scripts from elsewhere; the contract is openapi.json
)
api.add_router("/declarations", declarations.router)
api.add_router("/imports", declarations.imports)
api.add_router("/arrivals", arrivals.router)
api.add_router("/pushed-lists", arrivals.pushed)
api.add_router("/replays", replays.router)
api.add_router("/places", places.router)
api.add_router("/people", people.router)
api.add_router("/instructions", tasks.router)
api.add_router("/zones", zones.router)
api.add_router("/policy", policy.router)
api.add_router("/gate", entrance.router)
problems.attach(api)
