from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "fangxian.ground.places"
    label = "places"
    verbose_name = "区划"
    default_auto_field = "django.db.models.BigAutoField"
