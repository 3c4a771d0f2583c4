"""What the checkpoints room reads of packs: what a guard looks at, and what follows."""

from collections.abc import Collection

from fangxian.ground.policy.declaring import CHECKLIST, Term, hours, minutes, one_of
from fangxian.ground.policy.edition import Edition
from fangxian.kernel.text import Text

OUTCOMES = ("pass", "pass_with_test", "refer", "turn_back", "hold")  # the mildest first


def _colours(edition: Edition) -> Collection[str]:
    return tuple(edition.colours)


def _outcomes(_edition: Edition) -> Collection[str]:
    return OUTCOMES


ADVICE = Term(
    "checkpoints.advice.{colour}",
    one_of(OUTCOMES),
    Text("查验建议", "Advice at a checkpoint"),
    Text("这种颜色的人在卡口怎样处置", "What becomes of this colour at a barrier"),
    Text(
        "这种颜色按“认不出的码”办:该放行的被拦,该留置的只转交",
        "The colour is treated as a code that proves nothing: who should pass is stopped, who "
        "should be held is only referred",
    ),
    names=_colours,
    required=True,
)
UNKNOWN = Term(
    "checkpoints.advice.unknown",
    one_of(OUTCOMES),
    Text("查验建议:认不出的码", "Advice at a checkpoint: a code that proves nothing"),
    Text("什么也证明不了的码怎样处置,至少转交", "What becomes of it; referred at least"),
    Text("一律转交处置", "Everybody is referred"),
)
MISSING = Term(
    "checkpoints.advice.missing",
    one_of(OUTCOMES),
    Text("查验建议:证件不全", "Advice at a checkpoint: something not shown"),
    Text("应查的没有全部出示时,至少这样处置", "At least this when not all was shown"),
    Text("没有出示齐全的也照码色放行", "Who shows not all passes by the colour alone"),
)
ANTIGEN = Term(
    "checkpoints.antigen_minutes",
    minutes(),
    Text("抗原检测出结果", "Antigen result after"),
    Text("不到时间不能判读", "No result is read before"),
    Text("卡口登记不了抗原检测,手机领不到名册", "No antigen test at a barrier, no list on a phone"),
    house=True,
    required=True,
)
CHANGE = Term(
    "checkpoints.change_minutes",
    minutes(0),
    Text("交接班提前、延后", "Shifts overlap by"),
    Text(
        "接班的提前这么久就算当班,交班的延后这么久仍算当班",
        "Who relieves counts so long before the shift, who is relieved so long after",
    ),
    Text("没有人知道交接时谁当班", "Nobody knows who is on duty while shifts change"),
    house=True,
    required=True,
)
LIST_EARLY = Term(
    "checkpoints.list_before_shift_hours",
    hours(0),
    Text("上岗前可领名册", "The list may be fetched before a shift"),
    Text("去没有信号的卡口,出发前先领", "Fetched before setting out for a post without a signal"),
    Text("没有人知道上岗前多久可以领名册", "Nobody knows how long before a shift a list is given"),
    house=True,
    required=True,
)
CHECKS = Term(
    "checklists.checkpoint",
    CHECKLIST,
    Text("卡口查验什么", "What a guard looks at"),
    Text("逐项勾选,没有出示齐全的另行处置", "Ticked off; what is not shown has its outcome"),
    Text("卡口只看码色,不查别的", "A barrier looks at nothing but the colour"),
)
MUST = Term(
    "checklists.checkpoint_{outcome}",
    CHECKLIST,
    Text("卡口处置要做什么", "What the guard does"),
    Text("得出这种处置时显示给查验员", "Shown to the guard at this outcome"),
    Text("查验员只看到处置的名称", "The guard reads the outcome's name alone"),
    names=_outcomes,
)
TURN_BACK = Term(
    "checklists.checkpoint_turn_back_reasons",
    CHECKLIST,
    Text("劝返理由", "Reasons to turn back"),
    Text("劝返时从中选择", "One is chosen when somebody is turned back"),
    Text("劝返没有理由可选", "There is no reason to choose"),
)

TERMS = (ADVICE, UNKNOWN, MISSING, ANTIGEN, CHANGE, LIST_EARLY, CHECKS, MUST, TURN_BACK)
