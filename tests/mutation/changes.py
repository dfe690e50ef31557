"""Small changes of source, one at a time: what a person might have written by mistake."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
OPPOSITES = {"min": "max", "max": "min", "any": "all", "all": "any"}
LONGEST_WORDS = 90
NOT_MUTATED = (ast.Assert, ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Mutant:
    """One change of one file: the statement at the file's top level that holds it, the node in it, and which of the
    node's variants. ``scope`` is the function or class around it, ``words`` says what became of what, ``runs`` whether
    it runs when a function is called, and not when the file is loaded.
    """

    path: str
    line: int
    scope: str
    words: str
    top: int
    node: int
    variant: int
    runs: bool

    @property
    def name(self) -> str:
        """What stays the same when lines move."""
        return f"{self.path} {self.scope}: {self.words}"


@cache
def tree_of(path: str) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(Path(path).read_text("utf-8"))


def mutants_of(path: str) -> Iterator[Mutant]:
    """Every change of a file."""
    seen = Counter[tuple[str, str]]()
    for top, statement in enumerate(tree_of(path).body):
        scopes = _scopes(statement)
        for number, node in enumerate(ast.walk(statement)):
            if node not in scopes:
                continue
            scope, around, runs = scopes[node]
            for variant, new in enumerate(_variants(node)):
                was, becomes = ast.unparse(node), ast.unparse(new)
                if was == becomes:
                    continue
                words = f"{_short(was)}  →  {_short(becomes)}"
                if isinstance(node, ast.Constant):
                    words += f"  in  {_short(ast.unparse(around))}"
                seen[scope, words] += 1
                if seen[scope, words] > 1:
                    words += f"  ({seen[scope, words]})"
                line = getattr(node, "lineno", statement.lineno)
                yield Mutant(path, line, scope, words, top, number, variant, runs)


def mutated(mutant: Mutant) -> ast.stmt:
    """The statement at the top level of the file, changed."""
    statement = copy.deepcopy(tree_of(mutant.path).body[mutant.top])
    node = next(node for number, node in enumerate(ast.walk(statement)) if number == mutant.node)
    new = _variants(node)[mutant.variant]
    for field in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        if getattr(new, field, None) is None and hasattr(node, field):
            setattr(new, field, getattr(node, field))
    node.__class__, node.__dict__ = type(new), new.__dict__
    return ast.fix_missing_locations(statement)


def _short(source: str) -> str:
    words = " ".join(source.split())
    return words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…"


def _scopes(statement: ast.stmt) -> dict[ast.AST, tuple[str, ast.AST, bool]]:
    """The nodes that can be changed, each with the names of the functions and classes around it, its parent, and
    whether it is in a function.

    Left out is what has no effect when it runs: annotations, docstrings, what only the type checker reads.
    """
    found: dict[ast.AST, tuple[str, ast.AST, bool]] = {}

    def visit(node: ast.AST, parent: ast.AST, scope: str, within: bool = False) -> None:
        if isinstance(node, NOT_MUTATED) or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        found[node] = scope, parent, within
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not within:  # one inside is its function's
            scope = f"{scope}.{node.name}" if scope else node.name
            within = isinstance(node, ast.FunctionDef)
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "format_spec", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    visit(child, node, scope, within)

    visit(statement, statement, "")
    return found


def _variants(node: ast.AST) -> list[ast.AST]:
    """What a node may become; always the same for the same source."""
    variants: list[ast.AST] = []

    def add(**fields: object) -> None:
        new = copy.copy(node)
        new.__dict__.update(fields)
        variants.append(new)

    match node:
        case ast.Compare():
            for place, operation in enumerate(node.ops):
                for other in COMPARISONS[type(operation)]:
                    add(ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])
        case ast.BinOp() if type(node.op) in ARITHMETIC:
            add(op=ARITHMETIC[type(node.op)]())
        case ast.AugAssign() if type(node.op) in ARITHMETIC:
            add(op=ARITHMETIC[type(node.op)]())
            variants.append(ast.Pass())
        case ast.BoolOp():
            add(op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            variants.append(node.operand)
        case ast.Constant(value=bool(value)):
            add(value=not value)
        case ast.Constant(value=int(value)):
            add(value=value + 1)
            add(value=value - 1)
        case ast.Call(func=ast.Name(id=name)) if name in OPPOSITES:
            add(func=ast.Name(OPPOSITES[name], ast.Load()))
        case ast.Return(value=ast.expr()) if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            add(value=ast.Constant(None))
        case ast.If() | ast.While() | ast.IfExp() if not isinstance(node.test, (ast.Compare, ast.UnaryOp)):
            add(test=ast.UnaryOp(ast.Not(), node.test))
        case ast.comprehension() if node.ifs:
            add(ifs=[])
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.Continue() | ast.Break() | ast.Delete():
            variants.append(ast.Pass())
        case ast.Assign() if not isinstance(node.targets[0], ast.Name):
            variants.append(ast.Pass())
    return variants
