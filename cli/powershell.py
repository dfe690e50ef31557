"""Completion for PowerShell, which click has no script for."""

from __future__ import annotations

import json
import os

from click.shell_completion import CompletionItem, ShellComplete

_SCRIPT = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text })
    $env:COMP_WORDS = ConvertTo-Json -Compress -InputObject $typed
    $env:COMP_CWORD = $wordToComplete
    $env:%(complete_var)s = 'powershell_complete'
    try {
        %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:%(complete_var)s -ErrorAction SilentlyContinue
    }
}
"""


class PowerShellComplete(ShellComplete):
    """The words before the cursor come as a JSON array, the half-typed one by itself; a line a candidate goes back."""

    name = "powershell"
    source_template = _SCRIPT

    def get_completion_args(self) -> tuple[list[str], str]:
        """The whole words after the program's name, without their quotes, and the half-typed one."""
        words = [_unquoted(word) for word in json.loads(os.environ["COMP_WORDS"])]
        return words[1:], _unquoted(os.environ.get("COMP_CWORD", ""))

    def format_completion(self, item: CompletionItem) -> str:
        """The value, a tab, and a tooltip, which PowerShell wants to hold something."""
        return f"{item.value}\t{item.help or item.value}"


def _unquoted(word: str) -> str:
    for quote in ("'", '"'):
        if word.startswith(quote):
            return word.strip(quote)
    return word
