"""Ways to send text messages, chosen by `PALABRE_SMS_PROVIDER`."""
