"""No text of a person is run, looked up, or taken for markup: the rules of ``lints`` on every file of the program."""

from __future__ import annotations

import ast

import openpyxl

from tests.cases import cases
from tests.gates.lints import RULES, faults
from tests.gates.tree import PROGRAM, listed, modules, parsed, shown


def test_no_file_does_with_a_text_what_it_may_not() -> None:
    paths = [path for path in modules(*PROGRAM) if not shown(path).startswith("dev.py")]
    assert len(paths) > 500
    found = [fault for path in paths for fault in faults(shown(path), parsed(path))]
    assert not found, listed(found)


BAD = (
    ("plain_labels", "ui/rooms/x.py", "QLabel(person.name)"),
    ("plain_labels", "ui/rooms/x.py", "QMessageBox.warning(self, '', name); QMessageBox()"),
    ("plain_labels", "ui/rooms/x.py", "self.setWhatsThis(name)"),
    ("plain_labels", "ui/rooms/x.py", "browser.setOpenExternalLinks(True)"),
    ("no_html", "ui/rooms/x.py", "box.setHtml(note)"),
    ("safe_tooltips", "ui/rooms/x.py", "self.setToolTip(shown(title))"),
    ("safe_tooltips", "ui/rooms/x.py", "self.setToolTip(tip(a) if a else title)"),
    ("safe_tooltips", "ui/rooms/x.py", "QToolTip.showText(place, title, self)"),
    ("safe_ampersands", "ui/rooms/x.py", "menu.addAction(shown(clip.title))"),
    ("safe_ampersands", "ui/rooms/x.py", "QCheckBox(person.name)"),
    ("safe_ampersands", "ui/rooms/x.py", "menu.addAction(say(sentence('To {name}', name=name)))"),
    ("values_stay_out_of_sql", "hospcomms/storage/x.py", "c.execute(f\"SELECT id FROM t WHERE title = '{title}'\")"),
    ("values_stay_out_of_sql", "hospcomms/storage/x.py", "c.execute(f'SELECT id FROM t WHERE n = {number}')"),
    ("values_stay_out_of_sql", "hospcomms/storage/x.py", "c.execute('SELECT id FROM t WHERE n = %s' % number)"),
    ("values_stay_out_of_sql", "hospcomms/services/x.py", "f'SELECT id FROM {table}'"),
    ("no_format_of_texts", "hospcomms/services/x.py", "letter.text.format(name=name)"),
    ("no_format_of_texts", "hospcomms/services/x.py", "text % {'name': name}"),
    ("nothing_that_runs", "hospcomms/services/x.py", "import pickle"),
    ("nothing_that_runs", "hospcomms/services/x.py", "from xml.etree.ElementTree import fromstring"),
    ("nothing_that_runs", "hospcomms/services/x.py", "from xml.dom.minidom import parseString"),
    ("nothing_that_runs", "hospcomms/services/x.py", "etree.fromstring(content)"),
    ("nothing_that_runs", "hospcomms/services/x.py", "etree.XMLParser(huge_tree=True)"),
    ("nothing_that_runs", "hospcomms/services/x.py", "eval(typed)"),
    ("nothing_that_runs", "hospcomms/services/x.py", "subprocess.run(typed, shell=True)"),
    ("safe_workbooks_and_pictures", "hospcomms/reports/x.py", "from reportlab.platypus import Paragraph"),
    ("safe_workbooks_and_pictures", "hospcomms/services/x.py", "load_workbook(path)"),
    ("safe_workbooks_and_pictures", "hospcomms/services/x.py", "Image.open(path)"),
    ("safe_workbooks_and_pictures", "ui/rooms/x.py", "QImageReader(path)"),
    ("safe_workbooks_and_pictures", "hospcomms/services/x.py", "archive.extractall(folder)"),
    ("bounds_in_one_place", "hospcomms/services/x.py", "LARGEST_FILE = 50 << 20"),
    ("safe_file_names", "ui/rooms/x.py", "QFileDialog.getSaveFileName(self, '', f'{campaign.title}.pdf')"),
    ("safe_file_names", "ui/rooms/x.py", "dialog.selectFile(proposed.name)"),
)


def test_each_rule_sees_what_it_is_there_for() -> None:
    with cases() as table:
        for rule, path, source in BAD:
            with table.case(rule, source):
                assert list(faults(path, ast.parse(source)))
    assert {rule for rule, _, _ in BAD} == {rule.__name__ for rule in RULES}
    good = "self.setToolTip(tip(title) if title else '')\nmenu.addAction(unmarked(shown(title)))\nQCheckBox(tr(label))"
    assert not list(faults("ui/rooms/x.py", ast.parse(good)))


def test_workbooks_are_read_without_entities() -> None:
    assert openpyxl.DEFUSEDXML  # openpyxl itself falls back to a parser that resolves them
