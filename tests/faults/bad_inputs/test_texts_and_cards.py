"""Text tables, address cards, calendars and templates of letters in every state they arrive in."""

from __future__ import annotations

import io
import quopri
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import CARD_LINES_OF_A_KIND
from hospcomms.domain.locale import locale
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import letters, records
from hospcomms.services.contacts import writing
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.exchange import export_list
from hospcomms.services.ics import bringing
from hospcomms.services.letters import Letter
from hospcomms.services.office import Office
from tests.cases import cases
from tests.faults.bad_inputs.spying import watched
from tests.faults.bad_inputs.test_workbooks import CANARY, put

HEAD = "Nom;Téléphone;Note"


def planned(office: Office, path: Path, encoding: str = "") -> Plan:
    """What importing a list of contacts would do."""
    plan = Plan(office, open_source(path, encoding))
    plan.check()
    return plan


def names(plan: Plan) -> list[str]:
    """The names as they would be kept."""
    return [contact.person.name for contact in plan.contacts]


def said(plan: Plan) -> str:
    """Everything said of the rows."""
    return "\n".join(str(trouble.said) for contact in plan.contacts for trouble in plan.troubles_of(contact))


ENCODINGS = (
    ("CSV01", "الاسم;الهاتف\nسليم مرواني;0550002109\n".encode("cp1256"), "سليم مرواني", "cp1256"),
    ("CSV03", "Prénom;Nom;Tél\nHélène;Étienne;0550002109\n".encode("cp1252"), "Hélène Étienne", "cp1252"),
    ("CSV05", "Nom\tTéléphone\nHélène É\t0550002109\n".encode("utf-16"), "Hélène É", "utf-16"),
    ("CSV05", "Nom\tTél\nHélène É\t0550002109\n".encode("utf-16-le"), "Hélène É", "utf-16-le"),
    ("CSV10", "sep=,\nNom,Téléphone\nHélène,0550002109\n".encode(), "Hélène", "utf-8-sig"),
    ("CSV10", "Nom|Téléphone\nHélène|0550002109\n".encode(), "Hélène", "utf-8-sig"),
    ("CSV10", "Nom\nHélène\n".encode(), "Hélène", "utf-8-sig"),
    ("CSV10", "Nom;Note\nHélène;1,5\n".encode(), "Hélène", "utf-8-sig"),
)


def test_a_text_table_is_read_in_its_own_encoding_and_with_its_own_separator(office: Office, tmp_path: Path) -> None:
    with cases() as table:
        for number, (case, content, name, encoding) in enumerate(ENCODINGS):
            with table.case(case, encoding):
                plan = planned(office, put(tmp_path / f"{number}.csv", content))
                assert (names(plan), plan.source.encoding) == ([name], encoding)
    # a code page is a guess the officer sees and may change, and a wrong one is refused: no letter is replaced
    plan = planned(office, tmp_path / "0.csv", "cp1252")
    assert names(plan) != ["سليم مرواني"]
    with pytest.raises(Refusal) as refused:
        open_source(tmp_path / "0.csv", "utf-8-sig")
    assert refused.value.kind == "encoding"


def test_a_quotation_mark_that_is_never_closed_is_found_at_its_line(office: Office, tmp_path: Path) -> None:
    lines = [HEAD, 'Ali;0550002109;"open', *(f"N{n};055{n:07};x" for n in range(50_000))]
    with pytest.raises(Refusal) as refused:
        planned(office, put(tmp_path / "a.csv", "\n".join(lines).encode()))
    assert refused.value.kind == "open-quote"
    assert "line 2" in str(refused.value.sentence).lower()
    assert records.count(office, Query(Person)) == 0


def test_long_cells_odd_rows_and_empty_files_are_told_by_row(office: Office, tmp_path: Path) -> None:
    long = planned(office, put(tmp_path / "long.csv", f"{HEAD}\nAli;0550002109;x\n{'y' * 200_000};1;x\n".encode()))
    assert [contact.number for contact in long.contacts if contact.is_refused] == [3]
    assert "300" in said(long)
    odd = f"{HEAD}\nAli\n\nBen;0550002110;x;too;many\n;;\n"
    plan = planned(office, put(tmp_path / "odd.csv", odd.encode()))
    assert names(plan) == ["Ali", "Ben"]
    assert "more cells than the headings" in said(plan)
    with cases() as table:
        for what, content in (("nothing", b""), ("a mark", b"\xef\xbb\xbf"), ("blank lines", b"\n\n\n")):
            with table.case(what), pytest.raises(Refusal) as refused:
                open_source(put(tmp_path / "none.csv", content))
            with table.case(what, "kind"):
                assert refused.value.kind in ("no-rows", "empty-file")
        with table.case("only headings"):
            assert planned(office, put(tmp_path / "head.csv", HEAD.encode())).contacts == []


def test_a_file_far_too_large_is_refused_after_its_first_fifty_megabytes(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:  # a hole of 2 GB: nothing is written, and nothing of it may be kept in memory
        stream.truncate(2 << 30)
    with pytest.raises(Refusal) as refused:
        open_source(path)
    assert refused.value.kind == "too-large"


def test_what_looks_like_a_formula_comes_in_as_it_is_and_goes_out_and_in_again_unchanged(
    office: Office, tmp_path: Path
) -> None:
    texts = ["=1+1", "+1", "-2+3", "@SUM(1)", "\uff1d1+1", "'quoted", "'=x"]
    rows = "".join(f"N{number} Ali;;{text}\n" for number, text in enumerate(texts))
    writing.write(planned(office, put(tmp_path / "a.csv", (HEAD + "\n" + rows).encode())))
    kept = [person.note for person in records.find(office, Query(Person))]
    assert kept == [*texts[:6], "=x"]  # our own apostrophe goes; that of a quotation stays
    export_list(office, Query(Person), ["name", "note"], tmp_path / "out.csv", locale("fr"))
    written = (tmp_path / "out.csv").read_text("utf-8-sig")
    for text in texts[:5]:
        assert f'"\'{text}"' in written
    assert names(planned(office, tmp_path / "out.csv")) == [f"N{number} Ali" for number in range(7)]
    assert [one.person.note for one in planned(office, tmp_path / "out.csv").contacts] == kept


def card(*lines: str) -> bytes:
    """One address card."""
    return "\r\n".join(("BEGIN:VCARD", "VERSION:2.1", *lines, "END:VCARD", "")).encode()


def test_cards_of_old_telephones_and_broken_ones_are_read_as_far_as_they_go(office: Office, tmp_path: Path) -> None:
    told = quopri.encodestring("Hélène Étienne".encode(), quotetabs=True).decode()
    arabic = "".join(f"={byte:02X}" for byte in "سليم مرواني".encode("cp1256"))
    folded = "FN:سليم مرواني صاحب اسم طويل".encode()
    content = (
        card(f"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{told}", "TEL:0550002109")
        + card(f"FN;ENCODING=QUOTED-PRINTABLE:{arabic}", "TEL:0550002110")
        + card("TEL:0550002111")
        + card("FN:Five Hundred", *(f"TEL:0550{number:06}" for number in range(500)))
        + b"BEGIN:VCARD\r\n"
        + folded[:10]
        + b"\r\n "
        + folded[10:]
        + b"\r\nTEL:0550002112\r\nEND:VCARD\r\n"
        + card("FN:With Photo", "PHOTO;ENCODING=b:" + "A" * (4 << 20), "TEL:0550002113")
        + card("FN:Bad Photo", "PHOTO;ENCODING=b:***", "TEL:0550002114")
        + card("FN:Far Photo", "PHOTO;VALUE=uri:http://198.51.100.7/x.png", "URL:javascript:alert(1)", "TEL:021000015")
    )
    with watched() as seen:
        plan = planned(office, put(tmp_path / "a.vcf", content))
    assert not [one for one in seen if "198.51" in one or "connect" in one]
    assert names(plan)[:2] == ["Hélène Étienne", "سليم مرواني"]
    assert next(one.number for one in plan.contacts if one.is_refused) == 3
    assert names(plan)[4] == "سليم مرواني صاحب اسم طويل"
    assert "very many lines" in said(plan)
    assert len(plan.contacts[3].person.note.splitlines()) < CARD_LINES_OF_A_KIND
    assert names(plan)[5:] == ["With Photo", "Bad Photo", "Far Photo"]
    assert "javascript:alert(1)" in repr(plan.contacts[7])  # kept as a text; press_links opens http and https only
    assert "photos or sounds" in str(plan.table.notes[0][1]) or "photo or sound" in str(plan.table.notes[0][1])


EVENT = "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:{start}\r\nSUMMARY:{title}\r\n{more}END:VEVENT\r\n"


def calendar(*events: str) -> bytes:
    """A calendar with these events."""
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(events) + "END:VCALENDAR\r\n").encode()


def event(uid: str, start: str = "20261123T090000Z", title: str = "x", more: str = "") -> str:
    """One event."""
    return EVENT.replace("{uid}", uid).replace("{start}", start).replace("{title}", title).replace("{more}", more)


def test_calendars_that_never_end_or_lie_are_bounded(office: Office, tmp_path: Path) -> None:
    content = calendar(
        event("1", more="RRULE:FREQ=SECONDLY;INTERVAL=1\r\n"),
        event("2", more="RRULE:FREQ=DAILY;COUNT=999999999\r\n"),
        event("3", start="99999999T999999Z"),
        event("4", title="<img src=file:///x> {0.__class__} %s"),
        event("5", title="y" * 5_000, more="ATTACH:file:///etc/passwd\r\nURL:javascript:alert(1)\r\n"),
        event("6", more="RDATE;VALUE=DATE:" + ",".join(["20270101"] * 5_000) + "\r\n"),
    )
    with watched() as seen:
        found = bringing.plan(office, put(tmp_path / "a.ics", content))
    assert not [one for one in seen if "passwd" in one]
    assert len(found.new) < 2_000
    titles = {one.title for one in found.new}
    assert "<img src=file:///x> {0.__class__} %s" in titles
    assert max(map(len, titles)) <= 300
    assert len(found.refused) >= 2
    for path in (Path("/dev/zero"), tmp_path, tmp_path / "gone.ics"):
        with pytest.raises(Refusal):
            bringing.plan(office, path)


def word(text: str) -> bytes:
    """A template of a letter with one paragraph."""
    document: Any = Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same document with one part more, or another in its place."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            if item.filename != name:
                target.writestr(item, source.read(item))
        target.writestr(name, part)
    return stream.getvalue()


def test_a_template_of_a_letter_reaches_nothing_but_its_values(office: Office, tmp_path: Path) -> None:
    canary = put(tmp_path / "canary.txt", CANARY.encode())
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{canary.as_uri()}">]><x>&a;</x>'
    hostile = {
        "its classes": word("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
        "a loop without end": word("{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}"),
        "a text that grows": word("{{ 'a' * 999999999 }}"),
        "a power": word("{{ 9 ** 9 ** 9 }}"),
        "an entity": with_part(word("x"), "word/document.xml", entity.encode()),
        "an entity in UTF-16": with_part(word("x"), "word/styles.xml", entity.encode("utf-16")),
        "a bomb": with_part(word("x"), "word/media/a.bin", b" " * (90 << 20)),
        "another file": with_part(word("x"), "word/_rels/settings.xml.rels", _REMOTE),
    }
    subject = "=cmd {{7*7}} ${x} %s {0.__class__}"
    letter = Letter(addressee="{{ a }}", subject=subject, body="{{ 7*7 }} <b>x</b> {% raw %}")
    speaking = locale("fr")
    with cases() as table:
        for what, content in hostile.items():
            with table.case(what), watched() as seen:
                template = put(tmp_path / "t.docx", content)
                with pytest.raises(Refusal):
                    letters.write_letter(office, letter, speaking, tmp_path / "out.docx", template)
                assert not (tmp_path / "out.docx").exists()
                assert not [one for one in seen if "canary" in one or "198.51" in one]
    letters.write_letter(office, letter, speaking, tmp_path / "out.docx")
    written = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "out.docx")).paragraphs)
    assert "=cmd {{7*7}} ${x} %s {0.__class__}" in written
    assert "{{ 7*7 }} <b>x</b> {% raw %}" in written
    assert "49" not in written


_REMOTE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://x/attachedTemplate" Target="file:///\\\\198.51.100.7\\x.dotm" TargetMode="External"/>'
    b"</Relationships>"
)
