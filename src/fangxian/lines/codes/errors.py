"""Why codes declines."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class ColourUnknown(Refusal):
    code = "codes.colour_unknown"
    sentence = Text(
        "“{colour}”不是当前方案里的限制性码色。", '"{colour}" is no restricting colour in force.'
    )
    way_out = Text("请从方案的码色中选择:{known}。", "Choose one of the scheme: {known}.")


class OriginUnknown(Refusal):
    code = "codes.origin_unknown"
    status = 500
    sentence = Text("“{origin}”不是认定的来源。", '"{origin}" is no origin of a standing.')
    way_out = Text("请使用:{known}。", "Use one of: {known}.")


class NeedsAccount(Refusal):
    code = "codes.needs_account"
    sentence = Text(
        "改变个人码色必须由具名账号办理。", "Who changes somebody's colour must be a named account."
    )
    way_out = Text("请登录自己的账号后再办。", "Sign in with your own account and do it there.")


class ReasonNotListed(Refusal):
    code = "codes.reason_not_listed"
    sentence = Text("理由“{reason}”不在方案的清单内。", 'The reason "{reason}" is not listed.')
    way_out = Text("请从清单中选择:{known}。", "Choose one of: {known}.")


class AlreadyProposed(Refusal):
    code = "codes.already_proposed"
    status = 409
    sentence = Text(
        "对此人已有一条同样理由的人工认定在等批准:第 {number} 号,{who} {when} 提出,{colour}至 {until}。",
        "The same reason waits for approval already: no. {number}, proposed by {who} {when}, until {until}.",
    )
    way_out = Text(
        "请另一位同事在“人工认定”里批准或不批准那一条;内容要改,先撤回它再提。",
        "A colleague decides that one under “By hand”; to change it, take it back first.",
    )


class EndTooFar(Refusal):
    code = "codes.end_too_far"
    sentence = Text(
        "截止时间必须在现在和 {longest} 之间(此理由最长 {days} 天)。",
        "The end must lie between now and {longest} (at most {days} days for this reason).",
    )
    way_out = Text("请填写不晚于该时间的截止时间。", "Give an end no later than that.")


class NoteMissing(Refusal):
    code = "codes.note_missing"
    sentence = Text("没有写明具体情况。", "The particulars are missing.")
    way_out = Text(
        "请用一句话写明依据和情况,本人和审计都会看到。",
        "Say in a sentence what it rests on: the person and the auditor will read it.",
    )


class AlreadyDecided(Refusal):
    code = "codes.already_decided"
    status = 409
    sentence = Text("{what}已经办理过({state})。", "{what} has been dealt with ({state}).")
    way_out = Text("请刷新页面查看结果。", "Reload the page to see the outcome.")


class NotYourOwn(Refusal):
    code = "codes.not_your_own"
    status = 404
    sentence = Text("没有找到这条认定。", "This standing was not found.")
    way_out = Text(
        "请从本人的码页面打开要申诉的一条。", "Open the one you mean from your own code page."
    )


class NothingToAppeal(Refusal):
    code = "codes.nothing_to_appeal"
    status = 409
    sentence = Text("这条认定已经结束,不再影响您的码色。", "This standing is over already.")
    way_out = Text("无需申诉;刷新页面即可看到现在的码色。", "Reload: it no longer affects you.")


class AppealWaiting(Refusal):
    code = "codes.appeal_waiting"
    status = 409
    sentence = Text(
        "这条认定的申诉已在办理,最迟 {due} 答复。",
        "An appeal is being looked at; it is answered by {due}.",
    )
    way_out = Text("请等候答复;急事请打村(社区)电话。", "Please wait, or call the village.")


class AppealOver(Refusal):
    code = "codes.appeal_over"
    status = 409
    sentence = Text(
        "所申诉的认定已经结束或已被取代,这件申诉随之办结,不用再答复。",
        "What this appeal is against has ended or given way; the appeal ends with it, unanswered.",
    )
    way_out = Text(
        "请回到申诉列表;本人的码页面上已写明原因。",
        "Go back to the list; the person reads why on their own code page.",
    )


class MakerDecides(Refusal):
    code = "codes.maker_decides"
    sentence = Text(
        "作出认定的人不能自己答复对它的申诉。", "Who made a standing cannot decide its appeal."
    )
    way_out = Text("请由另一位同事答复。", "Ask a colleague to decide it.")


class NoKey(Refusal):
    code = "codes.no_key"
    status = 503
    sentence = Text("还没有签发健康码的密钥。", "There is no key to sign codes yet.")
    way_out = Text(
        "请告知指挥部,在“健康码·签名密钥”页生成;在此之前居民出示不了健康码,卡口按证件查验。",
        "Tell headquarters to make one on the page of signing keys; until then residents can show no "
        "code, and checkpoints go by the document.",
    )
    terminal = Text("fangxian codes rotate-keys 生成。", "fangxian codes rotate-keys makes one.")


class TooManyCards(Refusal):
    code = "codes.too_many_cards"
    sentence = Text(
        "一次最多制 {most} 张卡,这里有 {count} 人。", "At most {most} cards at once, not {count}."
    )
    way_out = Text("请按村分几次办理。", "Do it village by village.")


class PictureUnreadable(Refusal):
    code = "codes.picture_unreadable"
    sentence = Text(
        "照片读不出来,申诉还没有提交。", "The picture cannot be read; nothing was sent yet."
    )
    way_out = Text(
        "请换一张 20MB 以内的 JPG、PNG 照片,或不附照片再提交。",
        "Choose another JPG or PNG below 20 MB, or send it without a picture.",
    )
