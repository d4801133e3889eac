"""The process of one SIP phone: apart from the kit, as what it does not import it does not wait for."""
