"""Django's settings, from the typed environment."""

from __future__ import annotations

import os

from config.environment import ROOT, Environment
from fangxian.kernel import crypto
from fangxian.kernel.database import Cluster, connection_settings, owner_settings

ENVIRONMENT = Environment.read(os.environ)

FANGXIAN_DATA = ENVIRONMENT.data
FANGXIAN_KEY_FILE = ENVIRONMENT.data / "master.key"
FANGXIAN_PACKS = ENVIRONMENT.packs
FANGXIAN_SHIPPED_PACKS = ROOT / "packs"
FANGXIAN_COUNTY = ENVIRONMENT.county
FANGXIAN_CHECKPOINTS = ENVIRONMENT.checkpoints
FANGXIAN_CHECKPOINT_URL = ENVIRONMENT.checkpoint_url
FANGXIAN_DEMO = ENVIRONMENT.demo
FANGXIAN_UPLOAD_BYTES = ENVIRONMENT.upload_mb * 1024 * 1024
FANGXIAN_UPLOAD_ROWS = ENVIRONMENT.upload_rows
FANGXIAN_UPLOAD_COLUMNS = ENVIRONMENT.upload_columns
FANGXIAN_UPLOAD_CELLS = ENVIRONMENT.upload_cells
FANGXIAN_UPLOAD_ROWS_AT_ONCE = ENVIRONMENT.upload_rows_at_once

DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ENVIRONMENT.names
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "fangxian.kernel",
    "fangxian.ground.intake",
    "fangxian.ground.policy",
    "fangxian.ground.access",
    "fangxian.ground.places",
    "fangxian.ground.people",
    "fangxian.ground.duty",
    "fangxian.ground.tasks",
    "fangxian.ground.devices",
    "fangxian.ground.notices",
    "fangxian.lines.zones",
    "fangxian.lines.screening",
    "fangxian.lines.codes",
    "fangxian.lines.venues",
    "fangxian.lines.arrivals",
    "fangxian.lines.checkpoints",
    "fangxian.overview.boards",
    "fangxian.overview.drills",
    "fangxian.overview.opening",
    "fangxian.flows",
    "fangxian.doors.command",
    "fangxian.doors.public",
]

MIDDLEWARE = [
    "config.failing.countable",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "fangxian.doors.command.middleware.CommandMiddleware",
    "fangxian.doors.reading.OneReading",
    "config.failing.bare",
]

DOORS = ROOT / "src" / "fangxian" / "doors"
TEMPLATE_LOADERS = [
    (
        "django.template.loaders.cached.Loader",
        [
            ("fangxian.doors.templates.Loader", [DOORS, DOORS / "public" / "templates"]),
            "django.template.loaders.app_directories.Loader",
        ],
    )
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": TEMPLATE_LOADERS,
            "builtins": ["fangxian.doors.county_time"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fangxian.doors.command.context.house",
            ],
        },
    },
]

DATABASES = {"default": connection_settings(ENVIRONMENT.database_url, ENVIRONMENT.data)}
# Where the embedded server keeps its files; None: the database is another server.
FANGXIAN_DATABASE_FILES = None if ENVIRONMENT.database_url else Cluster.at(ENVIRONMENT.data).files
FANGXIAN_DATABASE_OWNER = owner_settings(
    ENVIRONMENT.database_url, ENVIRONMENT.owner_url, ENVIRONMENT.data
)

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "fangxian.ground.access.passwords.NotGuessedFirst"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "fangxian.doors.command.signin.adapter.ClosedAdapter"
# Who fails is counted by ground/access, in the database and by account: one address that fails
# must not shut out those who sit behind the same one. Here remain the limits by person.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "signup": None,
    "reset_password": None,
    "confirm_email": None,
    "login_failed": "5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_PASSKEY_LOGIN_ENABLED = True
LOGIN_REDIRECT_URL = "/start"
LOGIN_URL = "/accounts/login/"

SESSION_COOKIE_AGE = 12 * 3600  # one shift
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fangxian.doors.missing_token.failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
if ENVIRONMENT.public_url:
    CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.public_url.rstrip("/")]
if ENVIRONMENT.public_url.startswith("https://"):  # a proxy with TLS stands in front
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in [ROOT / "web" / "dist"] if path.exists()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = ENVIRONMENT.debug
MEDIA_ROOT = ENVIRONMENT.data / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["fangxian.doors.uploads.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

FANGXIAN_PROXIES = ENVIRONMENT.trusted_proxies
FANGXIAN_SENDER = ENVIRONMENT.sender
FANGXIAN_SMS = ENVIRONMENT.sms_by
FANGXIAN_SMS_URL = ENVIRONMENT.sms_url
FANGXIAN_SMS_SECRET_FILE = ENVIRONMENT.sms_secret_file
FANGXIAN_PUSH_HOSTS = ENVIRONMENT.push_hosts
FANGXIAN_PUBLIC_URL = ENVIRONMENT.public_url
FANGXIAN_GATE = ENVIRONMENT.gate

PROCRASTINATE_ON_APP_READY = None
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "fangxian.kernel.log_masking.Formatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

SECRET_KEY = crypto.secret_key(FANGXIAN_KEY_FILE)
