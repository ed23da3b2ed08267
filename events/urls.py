"""Addresses of events, of the agenda and of its subscriptions."""

from django.urls import path

from events.views import agenda, events, feeds, guests, hosts

urlpatterns = [
    path("agenda/", agenda.event_month, name="event_month"),
    path("agenda/ajouter/", events.event_add, name="event_add"),
    path("agenda/titre/", events.event_title, name="event_title"),
    path("agenda/abonnement/", feeds.feed_list, name="feed_list"),
    path("agenda/abonnement/<int:pk>/revoquer/", feeds.feed_revoke, name="feed_revoke"),
    path("agenda/flux/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("agenda/<int:pk>.ics", events.event_ics, name="event_ics"),
    path("agenda/<int:pk>/", events.event_detail, name="event_detail"),
    path("agenda/<int:pk>/modifier/", events.event_edit, name="event_edit"),
    path("agenda/<int:pk>/confirmer/", events.event_confirm, name="event_confirm"),
    path("agenda/<int:pk>/annuler/", events.event_cancel, name="event_cancel"),
    path("agenda/<int:pk>/reprendre/", events.event_resume, name="event_resume"),
    path("agenda/<int:pk>/inviter/", guests.guest_add, name="guest_add"),
    path("agenda/<int:pk>/hotes/", hosts.host_add, name="host_add"),
    path("agenda/hotes/<int:pk>/retirer/", hosts.host_remove, name="host_remove"),
    path("agenda/invites/<int:pk>/reponse/", guests.guest_answer, name="guest_answer"),
    path("agenda/invites/<int:pk>/fonction/", guests.guest_seat, name="guest_seat"),
    path("agenda/invites/<int:pk>/retirer/", guests.guest_remove, name="guest_remove"),
]
