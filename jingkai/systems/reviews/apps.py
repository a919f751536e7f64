from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "jingkai.systems.reviews"
    label = "jk_reviews"
    verbose_name = "评议"
