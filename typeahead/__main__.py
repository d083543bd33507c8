"""`python -m typeahead`: the same as the command `typeahead`."""

from typeahead.commands.entry import main

if __name__ == "__main__":
    main()
