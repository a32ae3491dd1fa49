"""The pages of the app as others see them: shell, image, and the shapes of maps."""
