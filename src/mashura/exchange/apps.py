from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "mashura.exchange"
    label = "exchange"
