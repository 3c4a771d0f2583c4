"""The whole set-up by one file: all of it or nothing, and nothing the second time."""

from __future__ import annotations

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock, home
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.overview.opening import errors
from fangxian.overview.opening.county_file import Applied, Given
from fangxian.overview.opening.queries import is_finished, place_named, row
from fangxian.overview.opening.services import choosing, links

HEADQUARTERS = ("headquarters", "指挥部")


@verb(needs=links.NEEDS, words=Text("按文件开局", "set up by a file"))
def set_up_by_file(given: Given, *, by: Actor) -> Applied:
    """Take every step that the file names. LineRefused, with the line and the way out."""
    done = Applied()
    if is_finished():
        return _nothing_left(given, done)
    _county(given, done, by)
    _grids(given, done, by)
    _task_forces(given, done, by)
    _accounts(given, done, by)
    _tables(given, done, by)
    _policy(given, done, by)
    _checkpoints(given, done, by)
    _phones(given, done, by)
    _sender(given, done, by)
    for number, key in enumerate(given.content.later):
        with given.at("later", number):
            links.put_off(key, by=by)
    if given.content.finish:
        with given.at("finish"):
            links.finish(by=by)
            done.finished = True
            done.changed.append(Text("开局完成", "the set-up is finished"))
    audit.note(subject="opening.file", file=given.path.name[:100], changed=len(done.changed))
    return done


def _nothing_left(given: Given, done: Applied) -> Applied:
    """The same file again, after it finished the set-up, changes nothing; another county is refused."""
    if given.content.county != home.county() or not given.content.finish:
        raise errors.SetUpFinished
    done.finished = True
    return done


def _county(given: Given, done: Applied, by: Actor) -> None:
    wanted = given.content
    before = home.county()
    with given.at("county"):
        loaded = choosing.choose_county(wanted.county, by=by)
    if before != wanted.county or loaded.new:
        name = places.full_name(wanted.county)
        done.changed.append(Text(f"本县:{name}", f"the county: {name}"))
    if wanted.divisions:
        with given.at("divisions"):
            table = wanted.divisions, given.bytes_of(wanted.divisions)
            loaded = places.load_divisions([table], "开局", hidden="leave", by=by)
        duty.bootstrap_units()
        _count(done, loaded.new + loaded.updated, "区划更正 {n} 处", "{n} divisions corrected")


def _grids(given: Given, done: Applied, by: Actor) -> None:
    wanted, new = given.content.grids, 0
    if isinstance(wanted, str):
        if wanted:
            with given.at("grids"):
                taken = places.import_grids(given.bytes_of(wanted), wanted, hidden="leave", by=by)
            new = taken.new
            _reject(done, wanted, [(line, why) for line, why in taken.rejected])
    else:
        for number, one in enumerate(wanted):
            with given.at("grids", number, "village"):
                village = place_named(one.village)
                there = {grid.name for grid in places.children_of(village)}
                fresh = [name for name in one.names if name not in there]
                new += len(places.add_grids(village, fresh, by=by)) if fresh else 0
    if new:
        duty.bootstrap_units()
    _count(done, new, "新划网格 {n} 个", "{n} grids added")


def _task_forces(given: Given, done: Applied, by: Actor) -> None:
    new = 0
    for number, one in enumerate(given.content.task_forces):
        with given.at("task_forces", number):
            new += choosing.add_task_force(one.name, one.role, one.place, by=by)
    _count(done, new, "新设专班 {n} 个", "{n} task forces added")


def _accounts(given: Given, done: Applied, by: Actor) -> None:
    for number, one in enumerate(given.content.accounts):
        with given.at("accounts", number):
            wanted = choosing.FirstAccount(one.username, one.name, one.role, one.place, one.phone)
            if password := choosing.open_first(wanted, by=by):
                done.passwords[one.username] = password
    _count(done, len(done.passwords), "新开账号 {n} 个", "{n} accounts opened")


def _tables(given: Given, done: Applied, by: Actor) -> None:
    if name := given.content.roster:
        with given.at("roster"):
            seated = duty.import_roster(given.bytes_of(name), name, hidden="leave", by=by)
        _count(done, seated.new, "值守名册新排 {n} 人", "{n} seated from the roster")
        for line in seated.rejected:
            done.rejected.append((name, line.row, line.sentence, line.way_out))
    if name := given.content.households:
        with given.at("households"):
            taken = people.import_households(given.bytes_of(name), name, hidden="leave", by=by)
        _count(done, taken.new, "户籍新增 {n} 户", "{n} households added")
        for bad in taken.rejected:
            done.rejected.append((name, bad.row, bad.sentence, bad.way_out))


def _policy(given: Given, done: Applied, by: Actor) -> None:
    if (wanted := given.content.policy) is None:
        return
    before = row().edition
    if wanted.disease:
        with given.at("policy", "disease"):
            if wanted.disease != policy.disease_on(clock.today()):
                raise errors.NoEdition(day=clock.today(), disease=wanted.disease)
    with given.at("policy", "edition") if wanted.edition else given.at("policy"):
        agreed = choosing.agree_on_edition(wanted.edition, by=by)
    if agreed != before:
        done.changed.append(Text(f"现行方案:{agreed}", f"the edition in force: {agreed}"))


def _checkpoints(given: Given, done: Applied, by: Actor) -> None:
    standing = {(one.name, one.place) for one in checkpoints.checkpoints(by=by)}
    new = 0
    for number, one in enumerate(given.content.checkpoints):
        with given.at("checkpoints", number):
            place = place_named(one.place)
            if (one.name.strip(), place) in standing:
                continue
            checkpoints.open_checkpoint(
                one.name, one.kind, place, lanes=one.lanes, services=one.services, by=by
            )
            new += 1
    _count(done, new, "新设卡口 {n} 个", "{n} checkpoints opened")


def _phones(given: Given, done: Applied, by: Actor) -> None:
    new = 0
    for name, phone in given.content.public_phones.items():
        with given.at("public_phones", name):
            place = home.county() if name in HEADQUARTERS else place_named(name)
            units = [one for one in duty.whom_to_call(place) if one.place == place]
            for unit in units:
                if unit.public_phone != duty.set_public_phone(unit.id, phone, by=by):
                    new += 1
    _count(done, new, "公开电话 {n} 个", "{n} public phones")


def _sender(given: Given, done: Applied, by: Actor) -> None:
    if (wanted := given.content.sender) is None:
        return
    before = home.sender() if home.sender_chosen() else ("", "")
    with given.at("sender"):
        choosing.choose_sender(wanted.kind, wanted.address, by=by)
    if home.sender() != before:
        done.changed.append(Text(f"短信:{wanted.kind}", f"messages: {wanted.kind}"))


def _count(done: Applied, number: int, zh: str, en: str) -> None:
    if number:
        done.changed.append(Text(zh, en).fill(n=number))


def _reject(done: Applied, name: str, rows: list[tuple[int, Refusal]]) -> None:
    done.rejected += [(name, line, why.said, why.next_step) for line, why in rows]
