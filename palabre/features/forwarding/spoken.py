"""What forwarding says."""

from palabre.calls.spoken import Sentence

ACCEPT = Sentence(
    "accept_forwarded",
    fr="Vous avez un appel renvoyé. Tapez 1 pour le prendre, 2 pour le refuser.",
    en="You have a forwarded call. Press 1 to take it, 2 to decline it.",
)
IN_A_CIRCLE = Sentence(
    "forwarded_in_a_circle",
    fr="Cet appel a été renvoyé trop de fois et ne peut pas aboutir.",
    en="This call has been forwarded too many times and cannot be completed.",
)
NOT_POSSIBLE = Sentence(
    "forward_not_possible",
    fr="Le renvoi vers ce numéro n'est pas possible.",
    en="Calls cannot be forwarded to that number.",
)
NOT_SET = Sentence(
    "forward_not_set",
    fr="Aucun renvoi n'est enregistré.",
    en="No forwarding has been set.",
)
