"""Settings of the office. What differs between installations comes from the environment, prefixed AMARGAH_."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

OFFICE = Path(__file__).parent.parent
DATA = Path(os.environ.get("AMARGAH_DATA", "var")).resolve()

DEMO = os.environ.get("AMARGAH_DEMO") == "1"
DEBUG = False
SECRET_KEY = os.environ.get("AMARGAH_SECRET_KEY", "for development and tests only; set AMARGAH_SECRET_KEY")
AUDIT_KEY = os.environ.get("AMARGAH_AUDIT_KEY", SECRET_KEY)
ALLOWED_HOSTS = os.environ.get("AMARGAH_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
SITE_URL = os.environ.get("AMARGAH_SITE_URL", "http://127.0.0.1:8000")

CATALOGUE = DATA / "catalogue"
SHELF = DATA / "shelf"
API_KEYS = DATA / "keys"
CALL_COUNTS = DATA / "calls"

# Fair use of the open data: cells in a query, calls in a window of seconds; with a key, so many times as much.
MOST_CELLS = int(os.environ.get("AMARGAH_CELLS", "1000000"))
MOST_CALLS = int(os.environ.get("AMARGAH_CALLS", "1000"))
CALLS_WINDOW = int(os.environ.get("AMARGAH_WINDOW", "10"))
WITH_KEY = 10
# Set where a proxy of ours stands before the office: it tells whose call it passes on in X-Forwarded-For.
BEHIND_PROXY = os.environ.get("AMARGAH_BEHIND_PROXY") == "1"

INSTALLED_APPS = [
    "amargah.office.site",
    "amargah.office.portal",
    "amargah.office.releases",
    "amargah.office.collection",
    "amargah.office.catalogue",
    "amargah.office.letters",
    "amargah.office.workflow",
    "amargah.office.notices",
    "amargah.office.people",
    "amargah.office.audit",
    "amargah.office.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amargah.office.people.middleware.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "amargah.office.ui.middleware.BodyLimit",
    "amargah.office.ui.middleware.ErrorPages",
]

ROOT_URLCONF = "amargah.office.site.urls"
WSGI_APPLICATION = "amargah.office.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amargah.office.site.navigation.navigation",
            ],
        },
    }
]


def database(url: str) -> dict[str, Any]:
    """Connection settings of `sqlite:PATH` or `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path,
            # IMMEDIATE takes the write lock at BEGIN, so two writers queue instead of failing half-way.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": database(os.environ.get("AMARGAH_DATABASE_URL", f"sqlite:{DATA / 'office.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "email", "name_en")}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "amargah.office.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator opens accounts and vouches for the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
# A whole agency may sit behind one address, so the limit of an address is wide; axes locks a name at an address.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,10/5m/key"}
ACCOUNT_FORMS = {
    "login": "amargah.office.people.forms.SignIn",
    "change_password": "amargah.office.people.forms.ChangePassword",
    "reset_password": "amargah.office.people.forms.ForgottenPassword",
    "reset_password_from_key": "amargah.office.people.forms.NewPassword",
    "reauthenticate": "amargah.office.people.forms.ConfirmPassword",
}
MFA_REQUIRED = os.environ.get("AMARGAH_MFA_REQUIRED") == "1"
MFA_ADAPTER = "amargah.office.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Amargah"
MFA_FORMS = {
    "authenticate": "amargah.office.people.forms.SecondFactorCode",
    "reauthenticate": "amargah.office.people.forms.ConfirmCode",
    "activate_totp": "amargah.office.people.forms.ActivateCode",
}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "amargah.office.people.lockout.account_name"
AXES_LOCKOUT_CALLABLE = "amargah.office.people.lockout.locked_page"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")

# A channel either sends or keeps its messages in the outbox, which the demo shows.
NOTICE_CHANNELS = {
    "email": os.environ.get("AMARGAH_EMAIL", "outbox"),
    "sms": os.environ.get("AMARGAH_SMS", "outbox"),
}
EMAIL_BACKEND = "amargah.office.notices.mail.OutboxBackend"
EMAIL_HOST = os.environ.get("AMARGAH_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("AMARGAH_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("AMARGAH_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("AMARGAH_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("AMARGAH_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("AMARGAH_FROM", "amargah@localhost")

LANGUAGES = [("fa", "فارسی"), ("en", "English")]
LANGUAGE_CODE = "fa"
TIME_ZONE = "Asia/Tehran"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False
X_FRAME_OPTIONS = "SAMEORIGIN"
