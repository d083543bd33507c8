"""`typeahead completion`: a script that teaches a shell to complete commands, options, files and profiles."""

from __future__ import annotations

import rich_click as click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete what you type after typeahead.

    \b
    typeahead completion bash >> ~/.bashrc
    typeahead completion zsh >> ~/.zshrc
    typeahead completion fish > ~/.config/fish/completions/typeahead.fish
    """
    complete = get_completion_class(shell)
    assert complete is not None, "click knows all of SHELLS"
    click.echo(complete(ctx.find_root().command, {}, "typeahead", "_TYPEAHEAD_COMPLETE").source())
