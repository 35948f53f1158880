"""Everything that can be done to an escalation. Each method loads, decides, saves and tells, in one transaction.

The desk is synchronous; what it tells leaves as letters, by `delivery.py`.
"""

from escalation.changing import Changing
from escalation.deciding import Deciding
from escalation.deskwork import GUESTS, require_lead
from escalation.ending import Ending
from escalation.filing import Filing
from escalation.hearing import Hearing
from escalation.joining import Joining
from escalation.looking import Looking
from escalation.opening import Opening
from escalation.patterning import Patterning
from escalation.reminding import Reminding
from escalation.replying import Replying
from escalation.setting_up import SettingUp
from escalation.speaking import Speaking
from escalation.taking import Taking
from escalation.taking_out import TakingOut

__all__ = ["GUESTS", "EscalationDesk", "require_lead"]


class EscalationDesk(
    Opening,
    Looking,
    SettingUp,
    Taking,
    Speaking,
    Changing,
    Filing,
    Replying,
    Deciding,
    Ending,
    Hearing,
    Joining,
    TakingOut,
    Patterning,
    Reminding,
):
    """One desk; its rooms are its bases, each told in one sentence at the head of its file."""
