"""Settings: one file, every choice one variable that begins with RUNUT_ (docs/reference/settings.md)."""

from __future__ import annotations

import secrets
from pathlib import Path

from whitenoise.compress import Compressor  # type: ignore[import-untyped]

from runut import __version__
from runut.base import env, logs

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(env.text("RUNUT_VAR", "var")).resolve()


def _secret_key() -> str:
    """Return the office's key; made once and kept in its data folder, readable by its owner alone."""
    given = env.text("RUNUT_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise env.SettingInvalid("RUNUT_SECRET_KEY is shorter than 32 characters.")
        return given
    path = VAR / "secret-key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.words("RUNUT_SECRET_KEY_OLD", [])
DEBUG = env.switch("RUNUT_DEBUG", default=False)
ADDRESS = env.address("RUNUT_ADDRESS", "http://localhost:8000")
SECURE = ADDRESS.startswith("https://")
ALLOWED_HOSTS = env.words("RUNUT_HOSTS", ["localhost", "127.0.0.1", "[::1]", env.host(ADDRESS)])
CSRF_TRUSTED_ORIGINS = [ADDRESS]
VERSION = __version__

INSTALLED_APPS = [
    "runut.web",  # first: its catalogue says in the office's words what libraries say in theirs
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "runut.people",  # before allauth: its pages wear our clothes
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "runut.base",
    "runut.procedures",
    "runut.cases",
    "runut.documents",
    "runut.planning",
    "runut.repositories",
    "runut.reviews",
    "runut.testing",
    "runut.acceptance",
    "runut.reports",
]

MIDDLEWARE = [
    "runut.base.middleware.moment",
    "runut.base.turnstile.short_work",
    "django.middleware.security.SecurityMiddleware",
    "runut.base.middleware.strict_headers",
    "runut.web.staticfiles.Server",
    "runut.base.middleware.log",
    "runut.web.middleware.Compressed",
    "runut.base.middleware.one_cursor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "runut.documents.uploads.LengthRequired",  # before anything reads the body
    "runut.base.manyfields.ManyFields",  # before anything reads the form
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "runut.people.middleware.office_zone",
    "runut.web.middleware.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "runut.web.middleware.Errors",
]

ROOT_URLCONF = "runut.config.urls"
WSGI_APPLICATION = "runut.config.wsgi.application"

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
                "runut.web.context.shell",
                "runut.cases.context.bell",
            ],
        },
    },
]

DATABASES = {"default": env.database("RUNUT_DATABASE_URL", f"sqlite:///{VAR / 'runut.sqlite3'}")}
# Each thread keeps its connection: the last one to close a SQLite file would copy its log back each time.
DATABASES["default"]["CONN_MAX_AGE"] = 600
if DATABASES["default"]["ENGINE"] == "runut.base.sqlite":
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE"}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # The server plans a statement once for each connection, and not each time: that took as long as the work itself.
    DATABASES["default"]["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 5}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "base_cache"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["runut.people.signin.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "runut.people.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator invites an address; opening the link proves it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Runut: "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a changed password or second step
ACCOUNT_SESSION_REMEMBER = True  # for RUNUT_SESSION_HOURS, also when the browser closes in between
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.switch("RUNUT_BEHIND_PROXY", default=False) else 0
MFA_ADAPTER = "runut.people.signin.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Runut"
MFA_TOTP_TOLERANCE = 1  # phones of the office run half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# One variable, seven settings of Django's (EMAIL_BACKEND, EMAIL_HOST ...).
globals().update(env.mail("RUNUT_EMAIL_URL", (VAR / "mail").as_uri()))
DEFAULT_FROM_EMAIL = env.text("RUNUT_EMAIL_FROM", f"Runut <runut@{env.host(ADDRESS)}>")
EMAIL_TIMEOUT = 20

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
# Packages that are no Django apps but speak; apps' catalogues are found without being named.
LOCALE_PATHS = [PACKAGE / name / "locale" for name in ("core", "formats", "api", "cli", "rehearsal", "config")]
TIME_ZONE = env.zone("RUNUT_TIME_ZONE", "Asia/Pontianak")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "runut.web.staticfiles.Storage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Compressing is most of the first start: each file once, under the name that it is asked by, and no map of somebody's source.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
CSRF_FAILURE_VIEW = "runut.web.errors.csrf_failure"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

FILES_FOLDER = env.folder("RUNUT_FILES_URL", (VAR / "files").as_uri())
GIT_FOLDER = env.folder("RUNUT_GIT_URL", (VAR / "git").as_uri())
FORGE = env.forge(
    "RUNUT_FORGE",
    url=env.text("RUNUT_FORGE_URL", ""),
    token=env.text("RUNUT_FORGE_TOKEN", ""),
    group=env.text("RUNUT_FORGE_GROUP", ""),
)
GIT_AT_ONCE = env.whole("RUNUT_GIT_AT_ONCE", 8, low=1, high=1000)
FILE_UPLOAD_HANDLERS = ["runut.documents.uploads.StoreUploadHandler"]
RESPONSE_QUORUM = env.whole("RUNUT_RESPONSE_QUORUM", 1, low=1, high=50)
LOGO = env.picture("RUNUT_LOGO")
SIGNING_KEY = Path(env.text("RUNUT_SIGNING_KEY", str(VAR / "signing.p12")))
SIGNING_PASSWORD = env.text("RUNUT_SIGNING_PASSWORD", "")
SIGNING_WITH = env.choice("RUNUT_SIGNING_WITH", "files", ("files", "pkcs11", "national"))
SIGNING_KEYS = Path(env.text("RUNUT_SIGNING_KEYS", str(VAR / "signing-keys")))
SIGNING_KEYS_PASSWORD = env.text("RUNUT_SIGNING_KEYS_PASSWORD", "")
SIGNING_PKCS11_MODULE = Path(env.text("RUNUT_SIGNING_PKCS11_MODULE", ""))
SIGNING_PKCS11_TOKEN = env.text("RUNUT_SIGNING_PKCS11_TOKEN", "")
SIGNING_PKCS11_KEY = env.text("RUNUT_SIGNING_PKCS11_KEY", "")
SIGNING_PKCS11_PIN = env.text("RUNUT_SIGNING_PKCS11_PIN", "")
if SIGNING_WITH == "pkcs11" and not (SIGNING_PKCS11_TOKEN and SIGNING_PKCS11_MODULE.is_file()):
    raise env.SettingInvalid(
        "RUNUT_SIGNING_WITH is 'pkcs11'; then RUNUT_SIGNING_PKCS11_MODULE must name the device's module, a file, and RUNUT_SIGNING_PKCS11_TOKEN its label."
    )
SIGNING_ROOTS = Path(env.text("RUNUT_SIGNING_ROOTS", str(VAR / "signing-roots.pem")))
UPLOAD_LIMIT_MB = env.whole("RUNUT_UPLOAD_LIMIT_MB", 500, low=1, high=10_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # forms; files are streamed and have their own limit
FILE_UPLOAD_PERMISSIONS = 0o600

OPEN_FINDINGS_BLOCK = env.choice("RUNUT_OPEN_FINDINGS_BLOCK", "high", ("critical", "high", "medium", "low", "info", "off"))

SESSION_ENGINE = "runut.base.sessions"
MESSAGE_STORAGE = "runut.web.flashes.Storage"
SESSION_COOKIE_AGE = env.whole("RUNUT_SESSION_HOURS", 12, low=1, high=720) * 3600
SESSION_COOKIE_NAME = "runut_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "runut_csrf"
LANGUAGE_COOKIE_NAME = "runut_language"
LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other names below ours belong to other offices
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.switch("RUNUT_BEHIND_PROXY", default=False) else None
X_FRAME_OPTIONS = "DENY"

LOGGING = logs.configure(env.choice("RUNUT_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")))
