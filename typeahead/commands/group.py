"""A group of commands, each imported when it is asked for; a call without one opens the editor."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import ClassVar

import rich_click as click
from click.shell_completion import CompletionItem

DEFAULT = "edit"


class LazyGroup(click.RichGroup):
    """Knows its commands by name and module; each module has the command as `command`."""

    modules: ClassVar[Mapping[str, str]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, in the order they are shown."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        if cmd_name not in self.modules:
            return None
        command: click.Command = import_module(self.modules[cmd_name]).command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What does not begin with a command is a file to edit; nothing at all is the editor without one."""
        if args or not ctx.resilient_parsing:
            args = self._with_command(ctx, args)
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, and files to edit where no command begins so."""
        found = super().shell_complete(ctx, incomplete)
        return found or [CompletionItem(incomplete, type="file")]

    def _with_command(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and (args[0] in self.modules or args[0] in own):
            return args
        if len(args) > 1 and (meant := self._meant(args[0])):
            ctx.fail(
                f"There is no command {args[0]!r}. Did you mean {meant!r}? "
                f"A file of that name is opened by: typeahead {DEFAULT} {args[0]}"
            )
        return [DEFAULT, *args]

    def _meant(self, name: str) -> str | None:
        """The command that someone meant who typed this before something else."""
        if not re.fullmatch(r"[a-z]+", name) or Path(name).exists():
            return None
        near = difflib.get_close_matches(name, self.modules, 1, 0.75)
        return near[0] if near else None
