"""Recipes: how the models of the lessons are trained, a module for each part."""
