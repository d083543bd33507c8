"""`python -m typeahead`: the same as the command `typeahead`."""

from typeahead.commands.main import main

if __name__ == "__main__":
    main()
