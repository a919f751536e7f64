"""评议: site visits, hearings and gradings, each a declared round."""
