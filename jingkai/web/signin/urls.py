"""Of allauth's addresses those that a zone needs. It looks its pages up by these names; others do not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path

from . import views
from .marks import open_to_all, own_account

urlpatterns = [
    path("signin", open_to_all(account.login), name="account_login"),
    path("signin/code", open_to_all(factors.authenticate), name="mfa_authenticate"),
    path("signout", open_to_all(account.logout), name="account_logout"),
    path("acting", views.acting, name="acting"),
    path("account", own_account(factors.index), name="mfa_index"),
    path("account/password", own_account(account.password_change), name="account_change_password"),
    path("account/again", own_account(account.reauthenticate), name="account_reauthenticate"),
    path("account/again/code", own_account(factors.reauthenticate), name="mfa_reauthenticate"),
    path("account/again/key", own_account(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("account/app", own_account(totp.activate_totp), name="mfa_activate_totp"),
    path("account/app/remove", own_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/codes", own_account(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/codes/new", own_account(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/keys/new", own_account(keys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/keys/<int:pk>/remove", own_account(views.RemoveKeyView.as_view()), name="mfa_remove_webauthn"
    ),
]
