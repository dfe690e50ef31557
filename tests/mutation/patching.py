"""Putting a changed statement into modules that are loaded already, in a process that ends afterwards."""

from __future__ import annotations
import __future__

import ast
import functools
import inspect
import sys
from collections.abc import Iterator
from enum import Enum
from types import FunctionType, ModuleType
from typing import Any

from tests.mutation.changes import Mutant, mutated, tree_of

OURS = ("program", "storage", "reports", "cli", "tui", "tests")
_KEPT = frozenset({"__dict__", "__weakref__", "__module__", "__doc__", "__qualname__", "__annotations__"})


def put_in(mutant: Mutant) -> None:
    """Changes what is loaded, everywhere. Raises whatever the changed statement raises when it is loaded."""
    module = sys.modules[mutant.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")]
    statement = mutated(mutant)
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        made = _carried_out(statement, module, mutant.path)
        _patch(vars(module)[statement.name], made[statement.name])
    else:
        _assign(statement, module, mutant)
    forget()


def forget() -> None:
    """Empties what functions have kept of earlier calls."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in OURS:
            for value in list(vars(module).values()):
                for one in [value, *vars(value).values()] if isinstance(value, type) else [value]:
                    clear = getattr(one, "cache_clear", None)
                    if clear is not None:
                        clear()


def _carried_out(statement: ast.stmt, module: ModuleType, path: str) -> dict[str, Any]:
    names = dict(vars(module))
    flags = __future__.annotations.compiler_flag
    exec(compile(ast.Module([statement], []), path, "exec", flags, dont_inherit=True), names)
    return names


def _assign(statement: ast.stmt, module: ModuleType, mutant: Mutant) -> None:
    """Assigns the changed value, and whatever later statements of the module make of it."""
    changed = _assigned(statement, module, mutant.path)
    for later in tree_of(mutant.path).body[mutant.top + 1 :]:
        if isinstance(later, (ast.Assign, ast.AnnAssign)):
            read = {node.id for node in ast.walk(later) if isinstance(node, ast.Name)}
            if read & changed:
                changed |= _assigned(later, module, mutant.path)


def _assigned(statement: ast.stmt, module: ModuleType, path: str) -> set[str]:
    made = _carried_out(statement, module, path)
    before = dict(vars(module))
    changed = {name for name, value in made.items() if name != "__builtins__" and before.get(name) is not value}
    for name in changed:
        for known, other in list(sys.modules.items()):
            if known.split(".")[0] in OURS and vars(other).get(name) is before.get(name, other):
                setattr(other, name, made[name])
        setattr(module, name, made[name])
    return changed


def _patch(old: Any, new: Any) -> None:
    if isinstance(old, type):
        _patch_class(old, new)
        return
    for into, of in zip(_functions(old), _functions(new), strict=True):
        into.__code__ = of.__code__
        for defaults in ("__defaults__", "__kwdefaults__"):
            if repr(getattr(into, defaults)) != repr(getattr(of, defaults)):
                setattr(into, defaults, getattr(of, defaults))


def _patch_class(old: type, new: type) -> None:
    for name, value in vars(new).items():
        was = vars(old).get(name)
        if name in _KEPT or was is None:
            continue
        if isinstance(was, type) or list(_functions(was)):
            _patch(was, value)
        elif isinstance(value, Enum) and isinstance(was, Enum):
            was._value_ = value._value_
        elif isinstance(value, (int, str, tuple, frozenset)) and repr(value) != repr(was):
            setattr(old, name, value)


def _functions(value: Any) -> Iterator[FunctionType]:
    if isinstance(value, property):
        for function in (value.fget, value.fset):
            if function is not None:
                yield from _functions(function)
    elif isinstance(value, (classmethod, staticmethod)):
        yield from _functions(value.__func__)
    elif isinstance(value, functools.cached_property):
        yield from _functions(value.func)
    elif callable(value) and isinstance(inner := inspect.unwrap(value), FunctionType):
        yield inner
