"""The errors that people see: one plain Dutch sentence on what is wrong, where, and what to do."""


class ConsulentFout(Exception):
    """The base of every error with a sentence for people; `str()` gives that sentence."""


class InvoerFout(ConsulentFout):
    """Theirs to mend: a file, an answer or a setting is not right."""


class OmgevingsFout(ConsulentFout):
    """The surroundings: disk, network, lock or rights; trying again may help."""


class Geweigerd(ConsulentFout):
    """Not theirs to do: another role may, or the resident has to say yes first."""


class EersteKeer(InvoerFout):
    """The password is right, but it is a start password: its owner has to choose one first."""
