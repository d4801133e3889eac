"""What is heard while the service of a company is suspended."""

from palabre.calls.spoken import Sentence

SERVICE_SUSPENDED = Sentence(
    "service_suspended",
    fr="Le service téléphonique de votre entreprise est suspendu. Seules les urgences sont accessibles.",
    en="The telephone service of your company is suspended. Only emergency numbers can be called.",
)
COMPANY_UNREACHABLE = Sentence(
    "company_unreachable",
    fr="Votre correspondant n'est pas joignable pour le moment.",
    en="The party you are calling cannot be reached at the moment.",
)
