"""What the source may never do with a text that came from a person: one rule each, on the syntax tree of a file."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

Fault = tuple[int, str]


class Source:
    """A file walked once: its calls, each with the last part of what is called, and what else is looked at."""

    def __init__(self, path: str, tree: ast.Module) -> None:
        self.path = path
        self.calls: list[tuple[str, ast.Call]] = []
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.texts: list[ast.JoinedStr] = []
        self.modulos: list[ast.BinOp] = []
        self.constants = [node for node in tree.body if isinstance(node, ast.Assign)]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                self.calls.append((_called(node), node))
            elif isinstance(node, ast.Import | ast.ImportFrom):
                self.imports.append(node)
            elif isinstance(node, ast.JoinedStr):
                self.texts.append(node)
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
                self.modulos.append(node)


Rule = Callable[[Source], Iterator[Fault]]


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_call_of(node: ast.AST | None, *names: str) -> bool:
    return isinstance(node, ast.Call) and _called(node) in names


def _is_of(node: ast.Call, name: str) -> bool:
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id == name


def _all(node: ast.expr, is_fit: Callable[[ast.expr], bool]) -> bool:
    """True when every way a value can turn out is fit: both of an “if … else …”, each of an “or”."""
    if isinstance(node, ast.IfExp):
        return _all(node.body, is_fit) and _all(node.orelse, is_fit)
    if isinstance(node, ast.BoolOp):
        return all(_all(value, is_fit) for value in node.values)
    return isinstance(node, ast.Constant) or is_fit(node)


_GUESSING = {
    "QMessageBox", "QErrorMessage", "QProgressDialog", "QInputDialog", "QWhatsThis", "QSystemTrayIcon", "QSplashScreen",
    "setWhatsThis", "setStatusTip", "insertHtml", "setOpenExternalLinks", "QTextDocumentFragment",
}  # fmt: skip


def plain_labels(source: Source) -> Iterator[Fault]:
    """A QLabel is told to take its text as it is; other widgets that guess are not used at all."""
    if not source.path.startswith("ui"):
        return
    made = [node for name, node in source.calls if name == "QLabel" and node.args]
    if made and not any(name == "setTextFormat" for name, _ in source.calls):
        yield made[0].lineno, "QLabel with a text and without setTextFormat(PlainText)"
    for name, node in source.calls:
        if name in _GUESSING:
            yield node.lineno, f"{name} guesses whether a text is markup"


_MARKED_UP = ("ui/shell/help_window.py", "ui/records/copying.py")


def no_html(source: Source) -> Iterator[Fault]:
    """Marked-up text is set in two places: the help that is shipped, and what sheets paste, escaped."""
    for name, node in source.calls:
        if name in ("setHtml", "setMarkdown", "QTextBrowser") and source.path not in _MARKED_UP:
            yield node.lineno, f"{name} outside {' and '.join(_MARKED_UP)}"


def safe_tooltips(source: Source) -> Iterator[Fault]:
    """A tooltip goes through ``tip`` or ``harmless``; the words of the program may stand by themselves."""
    if not source.path.startswith("ui"):
        return
    for name, node in source.calls:
        place = {"setToolTip": 0, "showText": 1}.get(name)
        if place is None or len(node.args) <= place or (name == "showText" and not _is_of(node, "QToolTip")):
            continue
        if not _all(node.args[place], _is_safe_tip):
            yield node.lineno, f"{name} with a text that is not passed through tip() or harmless()"


def _is_safe_tip(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _all(node.left, _is_safe_tip) and _all(node.right, _is_safe_tip)
    return _is_call_of(node, "tip", "harmless", "tr")


_WITH_KEYS = {"QCheckBox", "QRadioButton", "QGroupBox", "QToolButton", "QMenu", "addAction", "addMenu", "QAction"}
_OURS = ("tr", "unmarked", "replace", "icon", "ntr", "percent")
_TEXTS = {"words", "title", "text", "name", "said", "label"}


def safe_ampersands(source: Source) -> Iterator[Fault]:
    """The words of menus and buttons: ours by ``tr``, or those of a person with each ampersand doubled."""
    if not source.path.startswith("ui"):
        return
    for name, node in source.calls:
        for argument in node.args if name in _WITH_KEYS else ():
            if _is_text(argument) and not _all(argument, _is_safe_name):
                yield node.lineno, f"{name}: an ampersand in this text would mark a key: pass it through unmarked()"


def _is_text(node: ast.expr) -> bool:
    """True for what may be a text of a person: a call that words something, or a name that sounds like one."""
    if isinstance(node, ast.Name):
        return node.id in _TEXTS
    if isinstance(node, ast.Attribute):
        return node.attr in _TEXTS
    return isinstance(node, ast.JoinedStr) or _is_call_of(node, "shown", "say", "plain", "unmarked", "replace", "named")


def _is_safe_name(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and _called(node) in ("shown", "plain"):
        return _all(node.args[0], _is_safe_name)
    return _is_call_of(node, *_OURS) or (_is_call_of(node, "say") and _says_only_ours(node))


def _says_only_ours(node: ast.expr) -> bool:
    """True for a sentence into which no value is put."""
    inner = node.args[0] if isinstance(node, ast.Call) and node.args else None
    return isinstance(inner, ast.Constant) or (isinstance(inner, ast.Call) and not inner.keywords)


_SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA|ATTACH|ALTER|DROP|LIMIT|VACUUM)\b[^a-z]*(?=[ {(\"])")
# fmt: off
_STRUCTURES = frozenset({
    "table", "column", "columns", "name", "named", "names", "record", "marks", "rows", "source", "value", "values",
    "order", "bounds", "pairs", "key", "wanted", "pragma", "only", "held", "version", "act", "where", "select",
    "target", "test", "expression", "clause", "down",
})
# fmt: on
"""What names of tables, of columns and parts of a query are called in the storage."""
_NO_BINDING = ("hospcomms/storage/connect.py", "hospcomms/storage/migrations/steps.py")
"""A PRAGMA binds nothing, and a migration runs before there is anything to bind."""


def values_stay_out_of_sql(source: Source) -> Iterator[Fault]:
    """SQL is put together from names of the schema, in the storage; a value is always bound."""
    for node in source.texts:
        constant = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        if not _SQL.search(constant):
            continue
        if not source.path.startswith("hospcomms/storage"):
            yield node.lineno, "SQL outside the storage"
        for inner in (part.value for part in node.values if isinstance(part, ast.FormattedValue)):
            if not _is_structure(inner) and source.path not in _NO_BINDING:
                yield node.lineno, f"the value {ast.unparse(inner)} in a text of SQL: bind it"
        if "'{}'" in constant and source.path not in _NO_BINDING:
            yield node.lineno, "a value in quotation marks in a text of SQL: bind it"
    for sum_ in source.modulos:
        left = sum_.left.value if isinstance(sum_.left, ast.Constant) else None
        if isinstance(left, str) and _SQL.search(left):
            yield sum_.lineno, "% in a text of SQL: bind the value"


def _is_structure(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return node.id in _STRUCTURES or node.id.strip("_").isupper()
    if isinstance(node, ast.Attribute):
        return node.attr in ("key", "name", "title_field")
    return _is_call_of(node, "int", "join", "hex", "select_columns", "order_by", "_touching")


_TRANSLATED = ("hospcomms/domain/wording.py", "hospcomms/domain/locale.py")
"""Messages of the catalogues, which a gate compares with the source."""


def no_format_of_texts(source: Source) -> Iterator[Fault]:
    """``str.format`` is for patterns that stand in the source: a text of a person may hold {0.__class__}."""
    for name, node in source.calls:
        if name not in ("format", "format_map") or not isinstance(node.func, ast.Attribute):
            continue
        of = node.func.value
        is_pattern = isinstance(of, ast.Constant) or (isinstance(of, ast.Name) and of.id.strip("_").isupper())
        if (node.args or node.keywords) and not is_pattern and source.path not in _TRANSLATED:
            yield node.lineno, f"{name} of something that is no pattern in the source"
    for sum_ in source.modulos:
        if isinstance(sum_.right, ast.Tuple | ast.Dict) and not isinstance(sum_.left, ast.Constant):
            yield sum_.lineno, "% of something that is no pattern in the source"


_UNSAFE = ("pickle", "marshal", "shelve", "yaml", "xml.dom", "xml.sax", "xml.parsers", "dill")
_SHUT = {"resolve_entities", "no_network", "load_dtd"}


def nothing_that_runs(source: Source) -> Iterator[Fault]:
    """No text is run, no object is read from bytes, XML is read by the two ways that read nothing beside it."""
    for node in source.imports:
        yield from ((node.lineno, f"import of {name}") for name in _imported(node) if _is_unsafe(name))
    for name, call in source.calls:
        if isinstance(call.func, ast.Name) and name in ("eval", "exec", "compile", "__import__"):
            yield call.lineno, f"{name} runs a text"
        if name in ("fromstring", "XML", "iterparse", "parse") and _is_of(call, "etree") and len(call.args) < 2:
            yield call.lineno, "lxml without a parser that reads nothing from outside"
        if name == "XMLParser" and not {one.arg for one in call.keywords} >= _SHUT:
            yield call.lineno, f"an XMLParser needs {sorted(_SHUT)}"
        if any(one.arg == "shell" for one in call.keywords) or (name == "system" and _is_of(call, "os")):
            yield call.lineno, "a text is given to a shell"


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    return [f"{module}.{one.name}".strip(".") for one in node.names]


def _is_unsafe(name: str) -> bool:
    if name.startswith("xml.etree"):
        return not name.endswith("ParseError")
    return name.startswith(_UNSAFE)


_MARKUP = (".Paragraph", ".paragraph", ".paraparser", "Preformatted")
_ONLY_IN = {
    "Image.open": (
        "hospcomms/reports/pictures.py",
        "open pictures with pictures.begun: it asks for their size first",
    ),
    "QImageReader": ("ui/widgets/picture_file.py", "read pictures with ui/widgets/picture_file.py"),
    "extractall": ("", "an archive says where it is written"),
}


def safe_workbooks_and_pictures(source: Source) -> Iterator[Fault]:
    """Workbooks are read without their links, pictures by size first; reportlab reads no markup: our engine sets it."""
    for line in source.imports:
        for one in _imported(line):
            if one.startswith("reportlab.") and one.endswith(_MARKUP):
                yield line.lineno, f"{one} reads markup, and the files named in it"
    for name, node in source.calls:
        given = {one.arg: getattr(one.value, "value", None) for one in node.keywords}
        if name == "load_workbook" and (given.get("keep_links"), given.get("read_only")) != (False, True):
            yield node.lineno, "load_workbook without keep_links=False and read_only=True"
        place, why = _ONLY_IN.get("Image.open" if name == "open" and _is_of(node, "Image") else name, ("", ""))
        if why and source.path != place:
            yield node.lineno, f"{name}: {why}"


_BOUND = re.compile(r"_?(LARGEST(_[A-Z]+)?|[A-Z_]*(BYTES|POINTS)|(MOST|LIST|FORM)_(ROWS|COLUMNS)|LONGEST_CELL)")
_NO_BOUNDS = (
    "hospcomms/domain/",
    "ui/",
    "hospcomms/storage/key_slots.py",
    "hospcomms/reports/scans.py",
    "hospcomms/reports/template_widths.py",
)
"""Figures of charts and screens, the length of a key, points of paper, digits of a column."""


def bounds_in_one_place(source: Source) -> Iterator[Fault]:
    """How large what comes from outside may be stands in ``domain/limits.py``."""
    if source.path.startswith(_NO_BOUNDS):
        return
    for node in source.constants:
        names = [one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)]
        is_number = not isinstance(node.value, ast.Name | ast.Call | ast.Attribute)
        if is_number and any(_BOUND.fullmatch(name) for name in names):
            yield node.lineno, f"the bound {', '.join(names)} outside hospcomms/domain/limits.py"


def safe_file_names(source: Source) -> Iterator[Fault]:
    """A name proposed for a file went through ``safe_name``: it may hold the title of a record."""
    for name, node in source.calls:
        place = {"getSaveFileName": 2, "selectFile": 0}.get(name)
        if place is None or len(node.args) <= place:
            continue
        if not any(_is_call_of(part, "safe_name") for part in ast.walk(node.args[place])):
            yield node.lineno, f"{name} with a name that did not go through safe_name()"


RULES: tuple[Rule, ...] = (
    plain_labels,
    no_html,
    safe_tooltips,
    safe_ampersands,
    values_stay_out_of_sql,
    no_format_of_texts,
    nothing_that_runs,
    safe_workbooks_and_pictures,
    bounds_in_one_place,
    safe_file_names,
)


def faults(path: str, tree: ast.Module) -> Iterator[str]:
    """What a file does that it may not, each with its line."""
    source = Source(path, tree)
    for rule in RULES:
        yield from (f"{path}:{line}: {what}" for line, what in rule(source))
