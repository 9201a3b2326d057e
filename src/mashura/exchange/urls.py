from django.urls import path

from mashura.exchange.endpoints import assemble

urlpatterns = [path("", assemble().urls)]
